package org.wvtoolkit.plot;

/** Estimates the width of a text without using a font, so that the layout is the same on every machine. */
final class TextWidth {
    private TextWidth() {}

    /** Returns the width in pixels. */
    static double of(String text, double size) {
        return size * text.codePoints().mapToDouble(TextWidth::share).sum();
    }

    /**
     * Returns the width of a character relative to the font size, approximately as in DejaVu Sans,
     * which is wider than most fonts.
     */
    private static double share(int point) {
        return switch (point) {
            case 'i', 'j', 'l', '.', ',', ':', ';', '\'', '|', '!' -> 0.32;
            case 'f', 't', 'r', ' ', '(', ')', '[', ']', '-', '/' -> 0.4;
            case 'm', 'w', 'M', 'W', '@', '%' -> 0.97;
            default -> isWide(point) ? 1 : isUnseen(point) ? 0 : Character.isUpperCase(point) ? 0.72 : 0.62;
        };
    }

    /** Tests for combining marks and invisible characters. */
    private static boolean isUnseen(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
    }

    private static boolean isWide(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
            default -> point >= 0x1F000 || (point >= 0xFF01 && point <= 0xFF60);
        };
    }
}
