package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Words as points with their names beside them. Names are placed in the order of the words, each where it hides no other; where there is
 * no room, a word keeps its point and goes without.
 */
public final class WordMap {
    private static final double MARGIN = 40;
    private static final double TOP = 64;
    private static final double SIZE = 13;
    private static final double RADIUS = 3;
    private static final double GAP = 3;

    private WordMap() {}

    /**
     * A word of the map.
     *
     * @param text its name
     * @param x any number
     * @param y any number
     * @param group words of one group have one colour; from 0
     */
    public record Item(String text, double x, double y, int group) {}

    private record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    /**
     * Draws a map. Both directions have the same scale, so that distances can be compared.
     *
     * @param items at least one
     * @param title stands above it
     * @param subtitle stands below the title
     * @param width in pixels
     * @param height in pixels
     * @return the picture
     */
    public static Picture draw(List<Item> items, String title, String subtitle, int width, int height) {
        Picture.Drawing drawing = new Picture.Drawing();
        Headings.draw(drawing, title, subtitle);
        double[] xs = items.stream().mapToDouble(Item::x).toArray();
        double[] ys = items.stream().mapToDouble(Item::y).toArray();
        double scale = Math.min((width - 2 * MARGIN - 60) / range(xs), (height - TOP - 2 * MARGIN) / range(ys));
        List<Mark.Point> points = new ArrayList<>();
        List<Box> taken = new ArrayList<>();
        for (Item item : items) {
            Mark.Point point = new Mark.Point(
                    width / 2.0 + scale * (item.x - middle(xs)), (height + TOP) / 2.0 - scale * (item.y - middle(ys)));
            points.add(point);
            taken.add(new Box(point.x() - RADIUS, point.y() - RADIUS, point.x() + RADIUS, point.y() + RADIUS));
        }
        for (int i = 0; i < items.size(); i++) {
            drawing.circle(points.get(i).x(), points.get(i).y(), RADIUS, Palette.series(items.get(i).group));
        }
        Box paper = new Box(2, TOP - 8, width - 2, height - 2);
        for (int i = 0; i < items.size(); i++) {
            name(drawing, items.get(i), points.get(i), taken, paper);
        }
        return drawing.picture(width, height, title);
    }

    private static double range(double[] values) {
        double range = Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
        return range > 0 ? range : 1;
    }

    private static double middle(double[] values) {
        return (Arrays.stream(values).max().orElse(0)
                        + Arrays.stream(values).min().orElse(0))
                / 2;
    }

    private static void name(Picture.Drawing drawing, Item item, Mark.Point point, List<Box> taken, Box paper) {
        double width = TextWidth.of(item.text, SIZE);
        double ascent = 0.8 * SIZE;
        double descent = 0.22 * SIZE;
        double side = RADIUS + GAP;
        double[][] offsets = {
            {side, 0.35 * SIZE},
            {-side - width, 0.35 * SIZE},
            {-width / 2, -side},
            {-width / 2, side + ascent},
            {side - 2, -side + 2},
            {-side + 2 - width, -side + 2},
            {side - 2, side + ascent - 2},
            {-side + 2 - width, side + ascent - 2},
        };
        for (double[] offset : offsets) {
            double left = point.x() + offset[0];
            double base = point.y() + offset[1];
            Box box = new Box(left, base - ascent, left + width, base + descent);
            boolean inside = box.left >= paper.left
                    && box.right <= paper.right
                    && box.top >= paper.top
                    && box.bottom <= paper.bottom;
            if (inside && taken.stream().noneMatch(box::meets)) {
                taken.add(box);
                drawing.text(left, base, item.text, SIZE, Mark.Anchor.START, Palette.INK);
                return;
            }
        }
    }
}
