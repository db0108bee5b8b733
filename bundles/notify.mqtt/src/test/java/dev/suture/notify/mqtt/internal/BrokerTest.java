// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.suture.notify.mqtt.internal.Transport.Message;
import dev.suture.notify.mqtt.internal.Transport.Opening;
import dev.suture.tuf.format.NotifyFormat;

/** Against a real broker. */
@Timeout(90)
class BrokerTest {
    private static final String STATE = Samples.TOPICS.state();
    private static final String EVENT = Samples.TOPICS.event();
    private static final String ONLINE = Samples.TOPICS.online();

    private final Deque<Ending> endings = new ArrayDeque<>();
    private int port;

    private interface Ending {
        void end() throws Exception;
    }

    @BeforeEach
    void pickPort() throws Exception {
        port = TestBroker.freePort();
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        while (!endings.isEmpty()) {
            endings.pop().end();
        }
    }

    @Test
    void announcementsComeInAndReportsGoOut() throws Exception {
        broker();
        Outsider outsider = outsider();
        Device device = device();
        outsider.await(ONLINE, text -> text.contains("true"));
        outsider.announce(NotifyFormat.write(Samples.notification("now")));
        assertEquals(Samples.notification("now"), device.awaitNotification());
        device.supervisor.state(Reports.state(Samples.state(3)));
        device.supervisor.event(Reports.event(Samples.event(4)));
        outsider.await(STATE, text -> text.contains("\"sequence\":3"));
        outsider.await(EVENT, text -> text.contains("\"sequence\":4"));
    }

    @Test
    void aRetainedAnnouncementReachesADeviceAndAListenerThatComeLater() throws Exception {
        broker();
        outsider().announce(NotifyFormat.write(Samples.notification("kept")));
        for (int start = 1; start <= 2; start++) {
            Device device = device();
            assertEquals(Samples.notification("kept"), device.awaitNotification(),
                    "start " + start + ": the broker's session outlives the process, its memory does not");
            device.announcements.add(device.heard::add);
            assertEquals(Samples.notification("kept"), device.awaitNotification());
            endings.pop().end();
        }
    }

    @Test
    void aBrokerThatIsLateAndDiesAndReturns() throws Exception {
        Device device = device();
        device.supervisor.state(Reports.state(Samples.state(1)));
        for (int life = 1; life <= 2; life++) {
            broker();
            Outsider outsider = outsider();
            outsider.await(STATE, text -> text.contains("\"sequence\":1"));
            outsider.announce(NotifyFormat.write(Samples.notification("life " + life)));
            assertEquals(Samples.notification("life " + life), device.awaitNotification());
            endings.pop().end();
            endings.pop().end();
        }
        assertEquals(2, device.log.lines().stream().filter(line -> line.startsWith("INFO")).count(),
                device.log.lines().toString());
        assertTrue(device.log.lines().size() <= 10, device.log.lines().toString());
    }

    @Test
    void whatIsMalformedOrTooLongHarmsNothing() throws Exception {
        broker();
        Outsider outsider = outsider();
        Device device = device();
        outsider.await(ONLINE, text -> text.contains("true"));
        outsider.announce("{".getBytes(StandardCharsets.UTF_8));
        outsider.announce(new byte[NotifyFormat.MAX_LENGTH + 1]);
        outsider.announce(new byte[PahoTransport.MAX_PACKET * 8]);
        outsider.announce(new byte[0]);
        outsider.announce(NotifyFormat.write(Samples.notification("good")));
        assertEquals(Samples.notification("good"), device.awaitNotification());
        assertTrue(
                device.log.lines().stream().skip(1)
                        .allMatch(line -> line.startsWith("WARN") && line.contains("malformed or too long")),
                device.log.lines().toString());
    }

    @Test
    void eventsOfAnOutageArriveInOrder() throws Exception {
        Device device = device();
        IntStream.rangeClosed(1, Outbox.MAX_EVENTS + 10)
                .forEach(i -> device.supervisor.event(Reports.event(Samples.event(i))));
        broker();
        // The device may be first: the broker keeps no event for those who come later.
        device.supervisor.state(Reports.state(Samples.state(1)));
        Outsider outsider = outsider();
        outsider.await(ONLINE, text -> true);
        IntStream.rangeClosed(1, 100).forEach(i -> device.supervisor.event(Reports.event(Samples.event(1000 + i))));
        for (int i = 1; i <= 100; i++) {
            String sequence = "\"sequence\":" + (1000 + i) + ",";
            outsider.await(EVENT, text -> text.contains(sequence));
        }
    }

    @Test
    void aDeviceThatStopsSaysSoAtOnce() throws Exception {
        broker();
        Outsider outsider = outsider();
        device();
        String coming = outsider.await(ONLINE, text -> text.contains("true")).text();
        endings.pop().end();
        assertEquals(coming.replace("true", "false"), outsider.await(ONLINE, text -> true).text());
    }

    @Test
    void theWillSpeaksForADeviceThatIsCutOff() throws Exception {
        broker();
        Outsider outsider = outsider();
        Probe probe = new Probe();
        Transport.Link link = open(probe);
        probe.awaitUp();
        assertTrue(link.close(Optional.empty()));
        outsider.await(ONLINE, text -> text.contains("probe"));
    }

    @Test
    void oneThatTakesTheIdOverIsNotDeclaredGone() throws Exception {
        broker();
        Outsider outsider = outsider();
        Device device = device();
        String first = outsider.await(ONLINE, text -> text.contains("true")).text();
        Probe probe = new Probe();
        Transport.Link link = open(probe);
        probe.awaitUp();
        // The device takes its id back.
        String second = outsider.await(ONLINE, text -> true).text();
        assertTrue(second.contains("true"), second);
        assertNotEquals(first, second);
        assertTrue(link.close(Optional.empty()));
        assertTrue(device.log.lines().get(1).contains("another client"), device.log.lines().toString());
    }

    private Transport.Link open(Probe probe) {
        return Device.transport(Device.plain(port)).open(
                new Opening(new Message(ONLINE, Reports.online(false, "probe"), true),
                        Samples.TOPICS.announcements(), true),
                probe);
    }

    private void broker() throws Exception {
        TestBroker broker = new TestBroker(port);
        endings.push(broker::stop);
    }

    private Outsider outsider() throws Exception {
        Outsider outsider = new Outsider(port);
        endings.push(outsider::stop);
        return outsider;
    }

    private Device device() {
        Device device = new Device(port);
        endings.push(device::stop);
        device.announcements.add(device.heard::add);
        return device;
    }
}
