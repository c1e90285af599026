package org.wvtoolkit.download;

import java.net.URI;

/**
 * A corpus that can be fetched.
 *
 * @param name what it is asked for by
 * @param file what the file is called
 * @param address where it lies, http or https
 * @param bytes its size, or −1 where it changes or is not known
 * @param sha256 its SHA-256 in lower-case hexadecimal, or empty where it changes or is not known
 * @param licence under which it may be used
 * @param description what it is
 */
public record CatalogueEntry(
        String name, String file, URI address, long bytes, String sha256, String licence, String description) {}
