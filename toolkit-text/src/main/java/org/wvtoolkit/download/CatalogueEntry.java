package org.wvtoolkit.download;

import java.net.URI;

/**
 * Description of a corpus that can be downloaded.
 *
 * @param name the name in the catalogue
 * @param file the file name, without folders
 * @param address the http or https address
 * @param bytes the file size in bytes, or −1 if it is unknown or changes
 * @param sha256 the SHA-256 in lower-case hexadecimal, or empty if it is unknown or the file
 *     changes
 * @param licence the licence of the corpus
 * @param description a one-line description
 */
public record CatalogueEntry(
        String name, String file, URI address, long bytes, String sha256, String licence, String description) {}
