package org.wvtoolkit.corpus;

import org.wvtoolkit.progress.ProgressListener;

/**
 * Summary of the text that a {@link TokenSource} has read.
 *
 * @param bytes number of text bytes after decompression
 * @param malformed number of invalid UTF-8 sequences, which were replaced by U+FFFD
 * @param splitTokens number of tokens that exceeded the maximum length and were split
 * @param sha256 SHA-256 of the decompressed text in reading order, in lower-case hexadecimal
 */
public record SourceReport(long bytes, long malformed, long splitTokens, String sha256) {
    /**
     * Reports the parts of the text that were altered.
     *
     * @param source name of the text
     * @param progress receives a note for each kind
     */
    public void noteChanges(String source, ProgressListener progress) {
        if (malformed > 0) {
            progress.note(source + ": " + malformed + " byte sequences are not valid UTF-8 and were replaced by U+FFFD;"
                    + " if there are many, specify the encoding of the text, or convert it to UTF-8");
        }
        if (splitTokens > 0) {
            progress.note(source + ": " + splitTokens + " overlong tokens were split");
        }
    }
}
