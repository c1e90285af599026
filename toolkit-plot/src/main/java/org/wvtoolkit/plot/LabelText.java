package org.wvtoolkit.plot;

/** Shortens long labels, so that they leave space for the picture. */
final class LabelText {
    private LabelText() {}

    /**
     * Returns a text of at most the given number of characters: a longer text ends in an ellipsis.
     *
     * @param text text of any length
     * @param most maximum number of code points, at least 1
     */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
