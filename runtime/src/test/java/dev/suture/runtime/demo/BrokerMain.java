// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

/** A broker in a process of its own, to be killed. */
final class BrokerMain {
    private BrokerMain() {
    }

    /** Argument: the port. Ends with its standard input. */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(Integer.parseInt(arguments[0]))) {
            System.out.println(broker.address());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
