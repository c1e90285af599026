package org.wvtoolkit.format;

import java.nio.charset.StandardCharsets;

/** Tells formats apart by the first bytes of a file. */
final class TextHeads {
    /** Bytes after a word that must look like numbers for a file to be text; chance lets through one float in 2^80. */
    private static final int NUMBERS = 24;

    private TextHeads() {}

    /** Whether the first line is two whole numbers. */
    static boolean hasClaim(byte[] head) {
        return line(head, 0).strip().matches("[0-9]+[ \t]+[0-9]+");
    }

    /** Whether the second line is a word and numbers in decimal, or there is none. */
    static boolean secondLineIsText(byte[] head) {
        return isRow(head, line(head, 0).length() + 1);
    }

    /** Whether the first line is a word and numbers in decimal. */
    static boolean firstLineIsText(byte[] head) {
        return head.length > 0 && line(head, 0).strip().matches("(?s).+[ \t].+") && isRow(head, 0);
    }

    private static boolean isRow(byte[] head, int from) {
        int i = from;
        while (i < head.length && head[i] != ' ' && head[i] != '\t') {
            i++;
        }
        int end = Math.min(head.length, i + NUMBERS);
        for (; i < end; i++) {
            if (head[i] == '\n' || head[i] == '\r') {
                return true;
            }
            if ("0123456789+-.eE naifNAIFty\t".indexOf(head[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String line(byte[] head, int from) {
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return new String(head, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
