package org.wvtoolkit.plot;

import java.util.List;

/** Something in a picture. Places are in pixels from the upper left corner, colours {@code 0xRRGGBB}. */
public sealed interface Mark {
    /**
     * A place.
     *
     * @param x to the right
     * @param y downwards
     */
    record Point(double x, double y) {}

    /**
     * A line through points.
     *
     * @param points at least two
     * @param color of the line
     * @param width in pixels
     */
    record Line(List<Point> points, int color, double width) implements Mark {}

    /**
     * A filled circle.
     *
     * @param centre its middle
     * @param radius in pixels
     * @param color of all of it
     * @param name what it stands for, shown to whoever points at it where the format can; empty for none
     */
    record Circle(Point centre, double radius, int color, String name) implements Mark {
        /**
         * A circle without a name.
         *
         * @param centre its middle
         * @param radius in pixels
         * @param color of all of it
         */
        public Circle(Point centre, double radius, int color) {
            this(centre, radius, color, "");
        }
    }

    /**
     * A filled rectangle.
     *
     * @param corner the upper left one
     * @param width in pixels
     * @param height in pixels
     * @param color of all of it
     */
    record Rectangle(Point corner, double width, double height, int color) implements Mark {}

    /** Where a text stands from its place. */
    enum Anchor {
        /** It begins there. */
        START,
        /** Its middle is there. */
        MIDDLE,
        /** It ends there. */
        END
    }

    /**
     * A line of text.
     *
     * @param place of its anchor, on the base line
     * @param text what it says
     * @param size of the font, in pixels
     * @param anchor which part of it is at the place
     * @param color of the letters
     * @param degrees clockwise around the place
     */
    record Text(Point place, String text, double size, Anchor anchor, int color, double degrees) implements Mark {}
}
