package org.wvtoolkit.cli.terminal;

/** Computes the number of terminal columns that a text occupies. */
public final class DisplayWidth {
    private DisplayWidth() {}

    /**
     * Counts two columns for wide East Asian characters (approximately the classes W and F of Unicode's {@code
     * EastAsianWidth}), none for combining marks, and one for all others.
     *
     * @param text any text
     * @return number of columns
     */
    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            width += point < 0x300 ? 1 : width(point);
        }
        return width;
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
