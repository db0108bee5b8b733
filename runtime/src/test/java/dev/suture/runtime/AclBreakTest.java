// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.runtime.MqttPeer.Heard;
import dev.suture.runtime.demo.FreePorts;

/** The access rules that ship, at the real broker: whoever tries more than is his gets nowhere. */
@Timeout(180)
class AclBreakTest {
    private static final String DEVICES = "suture/v1/gateway/d/";
    private static final String NOTIFY = "suture/v1/gateway/b/5.2.0/notify";

    @TempDir
    Path folder;
    private BrokerPki pki;
    private Mosquitto broker;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void startBroker() throws Exception {
        pki = new BrokerPki(folder.resolve("pki"));
        broker = new Mosquitto(folder.resolve("broker"), new FreePorts(new SecureRandom()).pick(), pki);
        opened.add(broker);
        broker.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private MqttPeer peer(String name) throws Exception {
        MqttPeer peer = new MqttPeer(broker.address(), pki.client(name), name);
        opened.add(peer);
        return peer;
    }

    @Test
    void aDeviceWritesBelowItsOwnIdAndNowhereElse() throws Exception {
        MqttPeer fleet = peer("Fleet");
        fleet.subscribe("suture/v1/#");
        MqttPeer device = peer("line-1");
        for (String topic : List.of(DEVICES + "line-2/state", DEVICES + "line-2/event", DEVICES + "line-2/online",
                DEVICES + "line-10/state", DEVICES + "LINE-1/state", DEVICES + "line-1", DEVICES + "line-1/notify",
                DEVICES + "line-1/state/more", DEVICES + "state", NOTIFY,
                "suture/v1/gateway/b/5.2.0/line-1", "suture/v1/d/line-1/state", "suture/v2/gateway/d/line-1/state",
                "other/v1/gateway/d/line-1/state", "line-1", "$SYS/broker/uptime")) {
            assertFalse(device.publish(topic, "forged"), topic);
        }
        for (String leaf : List.of("state", "event", "online")) {
            assertTrue(device.publish(DEVICES + "line-1/" + leaf, "own"), leaf);
            assertEquals(new Heard(DEVICES + "line-1/" + leaf, "own", false), fleet.next());
        }
    }

    @Test
    void aDeviceHearsAnnouncementsAndNothingElse() throws Exception {
        MqttPeer spy = peer("line-1");
        spy.subscribe("#");
        spy.subscribe("$SYS/#");
        spy.subscribe(DEVICES + "line-2/state");
        assertTrue(peer("line-2").publish(DEVICES + "line-2/state", "secret"));
        assertTrue(peer("Announcer").publish(NOTIFY, "news"));
        assertEquals(new Heard(NOTIFY, "news", false), spy.next());
    }

    @Test
    void theAnnouncerAnnouncesAndTheFleetReads() throws Exception {
        MqttPeer announcer = peer("Announcer");
        assertTrue(announcer.publish(NOTIFY, "news"));
        assertFalse(announcer.publish(DEVICES + "line-1/state", "forged"));
        MqttPeer fleet = peer("Fleet");
        assertFalse(fleet.publish(NOTIFY, "forged"));
        assertFalse(fleet.publish(DEVICES + "line-1/state", "forged"));
        fleet.subscribe(NOTIFY);
        assertEquals(new Heard(NOTIFY, "news", true), fleet.next());
    }

    @Test
    void aLastWillSpeaksForItsOwnDeviceOnly() throws Exception {
        MqttPeer fleet = peer("Fleet");
        fleet.subscribe("suture/v1/#");
        for (String device : List.of("line-2", "line-1")) {
            MqttPeer.withWill(broker.address(), pki.client("line-1"), "line-1", DEVICES + device + "/online").close();
        }
        assertEquals(new Heard(DEVICES + "line-1/online", "will", false), fleet.next());
    }

    @Test
    void nobodyCutsAnotherOffByItsClientId() throws Exception {
        MqttPeer victim = peer("line-2");
        MqttPeer thief = new MqttPeer(broker.address(), pki.client("line-1"), "line-2");
        opened.add(thief);
        assertFalse(thief.publish(DEVICES + "line-2/state", "forged"));
        assertTrue(victim.publish(DEVICES + "line-2/state", "own"));
        assertTrue(victim.isConnected() && thief.isConnected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "line-1/state", "line-1/#", "+/#", ".."})
    void namesThatReachIntoOtherTopics(String name) throws Exception {
        MqttPeer fleet = peer("Fleet");
        fleet.subscribe("suture/v1/#");
        try (MqttPeer device = new MqttPeer(broker.address(), pki.client(name), "x")) {
            assertFalse(device.publish(DEVICES + "line-1/state", "forged"));
            assertFalse(device.publish(NOTIFY, "forged"));
        } catch (MqttException e) {
            assertTrue(peer("line-9").isConnected(), "not even let in, while others are");
        }
        assertTrue(peer("line-1").publish(DEVICES + "line-1/state", "own"));
        assertEquals("own", fleet.next().text());
    }

    @Test
    void nobodyComesInWithoutACertificateOfTheRightAuthorityThatCounts() throws Exception {
        assertThrows(MqttException.class, () -> new MqttPeer(broker.address(), pki.nobody(), "line-1"));
        assertThrows(MqttException.class, () -> new MqttPeer(broker.address(), pki.stranger("line-1"), "line-1"));
        assertTrue(peer("line-1").isConnected());
    }
}
