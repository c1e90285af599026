package org.wvtoolkit.corpus;

/**
 * What a {@link TokenSource} read.
 *
 * @param bytes bytes of text, decompressed
 * @param malformed byte sequences that were not UTF-8 and were replaced by U+FFFD
 * @param splitTokens tokens longer than the longest that is kept whole, each split into several
 * @param sha256 SHA-256 of the decompressed text in the order it was read, in lower-case hexadecimal
 */
public record SourceReport(long bytes, long malformed, long splitTokens, String sha256) {}
