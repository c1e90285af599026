package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws words as points with labels. Labels are placed in the order of the words, main ones first, so that they do
 * not overlap. If there is no free position, a word is drawn as a point without a label, and the subtitle states
 * the number of such words.
 */
public final class WordMapDiagram {
    private static final double MARGIN = 40;
    private static final double TOP = 64;

    /** Maximum length of a label; longer words are shortened. */
    private static final int MAX_CHARACTERS = 40;

    private WordMapDiagram() {}

    /**
     * A word of the map.
     *
     * @param text the label
     * @param x horizontal value
     * @param y vertical value
     * @param group words of one group have the same colour; from 0
     * @param main whether the word is emphasised, such as a queried word among its neighbours
     */
    public record Item(String text, double x, double y, int group, boolean main) {
        double radius() {
            return main ? 4.5 : 3;
        }

        double size() {
            return main ? 16 : 13;
        }
    }

    /**
     * Draws a map. Both axes have the same scale, so that distances are comparable.
     *
     * @param items at least one
     * @param title the title
     * @param subtitle the line below the title
     * @param width in pixels
     * @param height in pixels
     * @return the picture
     */
    public static Picture draw(List<Item> items, String title, String subtitle, int width, int height) {
        List<Mark.Point> points = points(items, width, height);
        LabelPlacement placement = new LabelPlacement(width, height, TOP - 8);
        for (int i = 0; i < items.size(); i++) {
            placement.point(points.get(i), items.get(i).radius());
        }
        Picture.Drawing lines = new Picture.Drawing();
        Picture.Drawing names = new Picture.Drawing();
        int nameless = 0;
        for (int i : mainFirst(items)) {
            Item item = items.get(i);
            Mark.Point point = points.get(i);
            String label = LabelText.shortened(item.text, MAX_CHARACTERS);
            LabelPlacement.Name name = placement.place(label, item.size(), point, item.radius(), item.main);
            if (name == null) {
                nameless++;
                continue;
            }
            if (name.lineFrom() != null) {
                lines.line(
                        point.x(),
                        point.y(),
                        name.lineFrom().x(),
                        name.lineFrom().y(),
                        Palette.FAINT,
                        0.8);
            }
            names.text(name.position().x(), name.position().y(), label, item.size(), name.anchor(), Palette.INK);
        }
        Picture.Drawing drawing = new Picture.Drawing();
        Headings.draw(drawing, title, subtitle + (nameless == 0 ? "" : "; unlabelled for lack of space: " + nameless));
        drawing.add(lines);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            drawing.named(points.get(i), item.radius(), Palette.series(item.group), item.text);
        }
        drawing.add(names);
        return drawing.picture(width, height, title);
    }

    private static List<Mark.Point> points(List<Item> items, int width, int height) {
        double[] xs = items.stream().mapToDouble(Item::x).toArray();
        double[] ys = items.stream().mapToDouble(Item::y).toArray();
        double scale = Math.min((width - 2 * MARGIN - 60) / range(xs), (height - TOP - 2 * MARGIN) / range(ys));
        List<Mark.Point> points = new ArrayList<>();
        for (Item item : items) {
            points.add(new Mark.Point(
                    width / 2.0 + scale * (item.x - middle(xs)), (height + TOP) / 2.0 - scale * (item.y - middle(ys))));
        }
        return points;
    }

    private static int[] mainFirst(List<Item> items) {
        return IntStream.concat(
                        IntStream.range(0, items.size()).filter(i -> items.get(i).main),
                        IntStream.range(0, items.size()).filter(i -> !items.get(i).main))
                .toArray();
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
}
