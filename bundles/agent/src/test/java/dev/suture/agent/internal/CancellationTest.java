// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CancellationTest {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void aWaitIsCutShort() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicBoolean cut = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                cancellation.await(() -> {
                    waiting.countDown();
                    new CountDownLatch(1).await();
                    return true;
                });
            } catch (CancelledException e) {
                cut.set(true);
            }
        });
        thread.start();
        waiting.await();
        cancellation.cancel();
        thread.join();
        assertTrue(cut.get());
    }

    @Test
    void workThatIsNoWaitIsNotInterrupted() throws Exception {
        assertEquals(1, cancellation.await(() -> 1));
        cancellation.cancel();
        assertFalse(Thread.currentThread().isInterrupted());
        assertTrue(cancellation.isSet());
        assertThrows(CancelledException.class, cancellation::check);
        assertThrows(CancelledException.class, () -> cancellation.await(() -> 1));
    }

    @Test
    void anInterruptThatComesAsTheWaitEndsReachesNoWork() throws CancelledException {
        cancellation.await(() -> {
            cancellation.cancel();
            return true;
        });
        assertFalse(Thread.currentThread().isInterrupted());
        assertTrue(cancellation.isSet());
    }
}
