package org.wvtoolkit.plot;

/** How wide a text will be, nearly, without asking a font: a picture is laid out the same on every machine. */
final class TextWidth {
    private static final double NARROW = 0.61;

    private TextWidth() {}

    /** In pixels. */
    static double of(String text, double size) {
        return text.codePoints()
                .mapToDouble(point -> isWide(point) ? size : NARROW * size)
                .sum();
    }

    private static boolean isWide(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
            default -> point >= 0x1F000 || (point >= 0xFF01 && point <= 0xFF60);
        };
    }
}
