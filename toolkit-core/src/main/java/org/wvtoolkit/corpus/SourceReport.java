package org.wvtoolkit.corpus;

/**
 * Summary of the text that a {@link TokenSource} has read.
 *
 * @param bytes number of text bytes after decompression
 * @param malformed number of invalid UTF-8 sequences, which were replaced by U+FFFD
 * @param splitTokens number of tokens that exceeded the maximum length and were split
 * @param sha256 SHA-256 of the decompressed text in reading order, in lower-case hexadecimal
 */
public record SourceReport(long bytes, long malformed, long splitTokens, String sha256) {}
