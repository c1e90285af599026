package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * A picture: marks on a white background, drawn in order. Immutable.
 *
 * @param width in pixels
 * @param height in pixels
 * @param title a description for screen readers
 * @param marks the marks
 */
public record Picture(int width, int height, String title, List<Mark> marks) {
    /** Minimum width and height. */
    static final int MIN_SIZE = 200;

    /** Maximum width and height. */
    static final int MAX_SIZE = 10_000;

    /** Validates the size. */
    public Picture {
        check("width", width);
        check("height", height);
        marks = List.copyOf(marks);
    }

    private static void check(String option, int pixels) {
        if (pixels < MIN_SIZE || pixels > MAX_SIZE) {
            throw new InvalidOptionException(option, pixels, "must be " + MIN_SIZE + " to " + MAX_SIZE + " pixels");
        }
    }

    /**
     * Returns the texts of the picture.
     *
     * @return in order, without duplicates
     */
    public List<String> texts() {
        return marks.stream()
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .distinct()
                .toList();
    }

    /** Builder of a picture. Not thread-safe. */
    static final class Drawing {
        private final List<Mark> marks = new ArrayList<>();

        void line(double x1, double y1, double x2, double y2, int color, double width) {
            marks.add(new Mark.Line(List.of(new Mark.Point(x1, y1), new Mark.Point(x2, y2)), color, width));
        }

        void path(List<Mark.Point> points, int color, double width) {
            marks.add(new Mark.Line(List.copyOf(points), color, width));
        }

        void circle(double x, double y, double radius, int color) {
            marks.add(new Mark.Circle(new Mark.Point(x, y), radius, color));
        }

        void named(Mark.Point centre, double radius, int color, String name) {
            marks.add(new Mark.Circle(centre, radius, color, name));
        }

        void rectangle(double x, double y, double width, double height, int color) {
            marks.add(new Mark.Rectangle(new Mark.Point(x, y), width, height, color));
        }

        void text(double x, double y, String text, double size, Mark.Anchor anchor, int color) {
            marks.add(new Mark.Text(new Mark.Point(x, y), text, size, anchor, color, 0));
        }

        /** Adds text that reads upwards. */
        void verticalText(double x, double y, String text, double size, Mark.Anchor anchor, int color) {
            marks.add(new Mark.Text(new Mark.Point(x, y), text, size, anchor, color, -90));
        }

        /** Adds the marks of another picture on top. */
        void add(Drawing other) {
            marks.addAll(other.marks);
        }

        Picture picture(int width, int height, String title) {
            return new Picture(width, height, title, marks);
        }
    }
}
