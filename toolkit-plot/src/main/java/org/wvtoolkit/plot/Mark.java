package org.wvtoolkit.plot;

import java.util.List;

/** An element of a picture. Positions are in pixels from the upper left corner, colours are {@code 0xRRGGBB}. */
public sealed interface Mark {
    /**
     * A position.
     *
     * @param x to the right
     * @param y downwards
     */
    record Point(double x, double y) {}

    /**
     * A line through points.
     *
     * @param points at least two
     * @param color the colour
     * @param width in pixels
     */
    record Line(List<Point> points, int color, double width) implements Mark {}

    /**
     * A filled circle.
     *
     * @param centre the centre
     * @param radius in pixels
     * @param color the colour
     * @param name a tooltip, in formats that support it; empty for none
     */
    record Circle(Point centre, double radius, int color, String name) implements Mark {
        /**
         * Creates a circle without a tooltip.
         *
         * @param centre the centre
         * @param radius in pixels
         * @param color the colour
         */
        public Circle(Point centre, double radius, int color) {
            this(centre, radius, color, "");
        }
    }

    /**
     * A filled rectangle.
     *
     * @param corner the upper left corner
     * @param width in pixels
     * @param height in pixels
     * @param color the colour
     */
    record Rectangle(Point corner, double width, double height, int color) implements Mark {}

    /** The alignment of a text relative to its position. */
    enum Anchor {
        /** The position is the start of the text. */
        START,
        /** The position is the middle of the text. */
        MIDDLE,
        /** The position is the end of the text. */
        END
    }

    /**
     * A line of text.
     *
     * @param position the position of its anchor, on the baseline
     * @param text the text
     * @param size font size in pixels
     * @param anchor the part of the text at the position
     * @param color the colour
     * @param degrees rotation around the position, clockwise
     */
    record Text(Point position, String text, double size, Anchor anchor, int color, double degrees) implements Mark {}
}
