package org.wvtoolkit.plot;

import java.util.List;

/** Colours, as {@code 0xRRGGBB}. */
final class Palette {
    static final int INK = 0x222222;
    static final int QUIET = 0x777777;
    static final int FAINT = 0xAAAAAA;
    static final int GRID = 0xE4E4E4;
    static final int PAPER = 0xFFFFFF;

    /**
     * A palette that is distinguishable with colour vision deficiencies (Okabe and Ito 2008), without its yellow,
     * which has a low contrast on white.
     */
    private static final List<Integer> SERIES =
            List.of(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x555555);

    private static final int NEGATIVE = 0xB2182B;
    private static final int POSITIVE = 0x2166AC;

    private Palette() {}

    /** Returns the colour of a series, from 0; colours repeat. */
    static int series(int number) {
        return SERIES.get(number % SERIES.size());
    }

    /** Returns the colour of a similarity: red for −1, white for 0, blue for 1; grey for NaN. */
    static int diverging(double value) {
        if (Double.isNaN(value)) {
            return GRID;
        }
        double share = Math.min(1, Math.abs(value));
        int end = value < 0 ? NEGATIVE : POSITIVE;
        int color = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double channel = 255 + share * ((end >> shift & 255) - 255);
            color |= (int) Math.round(channel) << shift;
        }
        return color;
    }

    /** Returns black or white, whichever is legible on a background colour. */
    static int inkOn(int color) {
        double light = 0.299 * (color >> 16 & 255) + 0.587 * (color >> 8 & 255) + 0.114 * (color & 255);
        return light < 140 ? PAPER : INK;
    }
}
