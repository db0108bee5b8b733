// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the components' descriptions say: how they hold on to what a swap replaces. */
class ServiceRulesTest {
    @Test
    void stageServicesAreReferencedDynamicallyAndReluctantly() throws Exception {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (BuiltBundle bundle : House.bundles()) {
            for (Element reference : references(bundle)) {
                String service = reference.getAttribute("interface");
                if (service.startsWith("dev.suture.") && !service.startsWith("dev.suture.anchor.")) {
                    seen++;
                    if (!reference.getAttribute("policy").equals("dynamic")
                            || reference.getAttribute("policy-option").equals("greedy")) {
                        wrong.add(bundle.name() + ": " + service);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 0, "no reference was seen");
    }

    private static List<Element> references(BuiltBundle bundle) throws Exception {
        List<Element> references = new ArrayList<>();
        try (JarFile jar = new JarFile(bundle.jar().toFile())) {
            for (String description : bundle.clauses("Service-Component")) {
                references.addAll(references(jar, jar.getJarEntry(description)));
            }
        }
        return references;
    }

    private static List<Element> references(JarFile jar, JarEntry description) throws Exception {
        try (InputStream in = jar.getInputStream(description)) {
            NodeList nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in)
                    .getElementsByTagName("reference");
            List<Element> references = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                references.add((Element) nodes.item(i));
            }
            return references;
        } catch (IOException e) {
            throw new IOException(description + " of " + jar.getName() + " cannot be read", e);
        }
    }
}
