// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;

/** From whatever went wrong to a reason and a line that a person can act on. Stateless. */
final class Failures {
    private Failures() {
    }

    static FetchException of(URI uri, IOException failure, Patience patience) {
        if (failure instanceof FetchException known) {
            return known;
        }
        if (patience.isExhausted() || failure instanceof SocketTimeoutException) {
            return new FetchException(Reason.TOO_SLOW, uri, "too slow: " + failure.getMessage(), failure);
        }
        if (failure instanceof BadResponseException) {
            return new FetchException(Reason.REFUSED, uri, failure.getMessage(), failure);
        }
        return new FetchException(Reason.UNREACHABLE, uri, unreachable(failure), failure);
    }

    private static String unreachable(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the name of the server is not known; check the address and the name service";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection (" + failure.getMessage() + "); check that the server runs and can be reached";
        }
        if (failure instanceof SSLException) {
            return "no secure connection (" + failure.getMessage() + "); check the certificate and the clock";
        }
        return "the connection broke (" + failure.getMessage() + ")";
    }
}
