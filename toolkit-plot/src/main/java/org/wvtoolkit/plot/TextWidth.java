package org.wvtoolkit.plot;

/** How wide a text will be, nearly, without asking a font: a picture is laid out the same on every machine. */
final class TextWidth {
    private TextWidth() {}

    /** In pixels. */
    static double of(String text, double size) {
        return size * text.codePoints().mapToDouble(TextWidth::share).sum();
    }

    /** Of the font's size, about as in DejaVu Sans, which is wider than most. */
    private static double share(int point) {
        return switch (point) {
            case 'i', 'j', 'l', '.', ',', ':', ';', '\'', '|', '!' -> 0.32;
            case 'f', 't', 'r', ' ', '(', ')', '[', ']', '-', '/' -> 0.4;
            case 'm', 'w', 'M', 'W', '@', '%' -> 0.97;
            default -> isWide(point) ? 1 : isUnseen(point) ? 0 : Character.isUpperCase(point) ? 0.72 : 0.62;
        };
    }

    /** Whether a letter stands over the one before it, or is none at all. */
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
