// SPDX-License-Identifier: Apache-2.0
/**
 * Whom to trust and who one is at a server that speaks TLS, from the files people keep: PEM, PKCS#12, a user with a
 * password. The device's MQTT client and the publisher's command both read them here, so that both refuse the same and say
 * it in the same words. TLS 1.2 and 1.3 only, the server's name is always checked. The one package of this library that
 * reads files. Nothing is kept: who reads anew gets what was renewed.
 */
@Export
@Version("1.0.0")
package dev.suture.tuf.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
