package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.List;

/** Charts of lines and points, in one or more panels. */
public final class Chart {
    private static final double TOP = 64;
    private static final double BOTTOM = 46;
    private static final double LEFT = 66;
    private static final double RIGHT = 18;
    private static final double SIZE = 11.5;
    private static final int MAX_MARKERS = 60;
    private static final int LEGEND_STEPS = 8;

    private Chart() {}

    /**
     * A series of points.
     *
     * @param name the name in the legend; empty for none
     * @param points the points; non-finite ones are skipped
     * @param style how the points are drawn
     */
    public record Series(String name, List<DataPoint> points, Style style) {}

    /** The style of a series. */
    public enum Style {
        /** Separate points. */
        POINTS,
        /** Points joined by a line. */
        LINE,
        /** A step line: constant up to the next point. */
        STEPS
    }

    /**
     * A panel: one pair of axes.
     *
     * @param xLabel label of the horizontal axis
     * @param yLabel label of the vertical axis
     * @param logX whether the horizontal axis is logarithmic
     * @param series the series; earlier ones are drawn over later ones
     */
    public record Panel(String xLabel, String yLabel, boolean logX, List<Series> series) {}

    /**
     * Draws panels in rows, so that each is about as wide as high.
     *
     * @param panels at least one
     * @param title the title
     * @param subtitle the line below the title
     * @param width in pixels
     * @param height in pixels, of the title and one row of panels
     * @return the picture
     */
    public static Picture draw(List<Panel> panels, String title, String subtitle, int width, int height) {
        int columns = Math.min(panels.size(), 3);
        int rows = (panels.size() + columns - 1) / columns;
        double panelWidth = (double) width / columns;
        double panelHeight = height - TOP;
        Picture.Drawing drawing = new Picture.Drawing();
        Headings.draw(drawing, title, subtitle);
        for (int i = 0; i < panels.size(); i++) {
            panel(
                    drawing,
                    panels.get(i),
                    i % columns * panelWidth,
                    TOP + Math.floorDiv(i, columns) * panelHeight,
                    panelWidth,
                    panelHeight);
        }
        return drawing.picture(width, (int) Math.ceil(TOP + rows * panelHeight), title);
    }

    private static void panel(
            Picture.Drawing drawing, Panel panel, double left, double top, double width, double height) {
        double right = left + width - RIGHT;
        double bottom = top + height - BOTTOM;
        double begin = left + LEFT;
        Axis x = Axis.around(all(panel, true), panel.logX, begin, right);
        Axis y = Axis.around(all(panel, false), false, bottom, top + 6);
        double lastLabel = Double.NEGATIVE_INFINITY;
        List<String> labels = x.labels();
        for (int i = 0; i < labels.size(); i++) {
            double at = x.pixel(x.ticks().get(i));
            drawing.line(at, top + 6, at, bottom, Palette.GRID, 1);
            String text = labels.get(i);
            double half = TextWidth.of(text, SIZE) / 2;
            if (at - half > lastLabel + 4) {
                drawing.text(at, bottom + 16, text, SIZE, Mark.Anchor.MIDDLE, Palette.QUIET);
                lastLabel = at + half;
            }
        }
        labels = y.labels();
        for (int i = 0; i < labels.size(); i++) {
            double at = y.pixel(y.ticks().get(i));
            drawing.line(begin, at, right, at, Palette.GRID, 1);
            drawing.text(begin - 6, at + 4, labels.get(i), SIZE, Mark.Anchor.END, Palette.QUIET);
        }
        drawing.line(begin, bottom, right, bottom, Palette.QUIET, 1);
        drawing.line(begin, top + 6, begin, bottom, Palette.QUIET, 1);
        drawing.text((begin + right) / 2, bottom + 34, panel.xLabel, 12.5, Mark.Anchor.MIDDLE, Palette.INK);
        drawing.verticalText(left + 16, (top + bottom) / 2, panel.yLabel, 12.5, Mark.Anchor.MIDDLE, Palette.INK);
        List<List<Mark.Point>> lines =
                panel.series.stream().map(series -> points(series, x, y)).toList();
        // Drawn before the series, so that it covers none of them if there is no free position.
        legend(drawing, panel.series, lines, new Area(begin, top + 6, right, bottom));
        for (int i = lines.size() - 1; i >= 0; i--) {
            series(drawing, panel.series.get(i).style, lines.get(i), Palette.series(i));
        }
    }

    private static double[] all(Panel panel, boolean ofX) {
        return panel.series.stream()
                .flatMapToDouble(series -> series.points.stream().mapToDouble(point -> ofX ? point.x() : point.y()))
                .toArray();
    }

    private static List<Mark.Point> points(Series series, Axis x, Axis y) {
        List<Mark.Point> points = new ArrayList<>();
        for (DataPoint value : series.points) {
            if (Double.isFinite(value.x()) && Double.isFinite(value.y())) {
                Mark.Point point = new Mark.Point(x.pixel(value.x()), y.pixel(value.y()));
                if (series.style == Style.STEPS && !points.isEmpty()) {
                    points.add(new Mark.Point(point.x(), points.getLast().y()));
                }
                points.add(point);
            }
        }
        return points;
    }

    private static void series(Picture.Drawing drawing, Style style, List<Mark.Point> points, int color) {
        if (style != Style.POINTS && points.size() > 1) {
            drawing.path(points, color, 2);
        }
        // A single value has no line; many values are drawn without points.
        if (style == Style.POINTS || points.size() == 1 || (style == Style.LINE && points.size() <= MAX_MARKERS)) {
            points.forEach(point -> drawing.circle(point.x(), point.y(), 3.2, color));
        }
    }

    /** The area of the series, in pixels. */
    private record Area(double left, double top, double right, double bottom) {}

    /** Draws the legend at the position where it covers the fewest points, corners first. */
    private static void legend(Picture.Drawing drawing, List<Series> series, List<List<Mark.Point>> lines, Area area) {
        List<String> names = series.stream().map(Series::name).toList();
        if (names.stream().allMatch(String::isEmpty)) {
            return;
        }
        double width = 34
                + names.stream()
                        .mapToDouble(name -> TextWidth.of(name, SIZE))
                        .max()
                        .orElse(0);
        double height = 17.0 * names.size() + 6;
        Mark.Point best = new Mark.Point(area.right - width, area.top);
        int fewest = Integer.MAX_VALUE;
        for (Mark.Point share : legendPositions()) {
            double x = area.left + share.x() * (area.right - width - area.left);
            double y = area.top + share.y() * (area.bottom - height - area.top);
            int under = under(lines, x, y, x + width, y + height);
            if (under < fewest) {
                fewest = under;
                best = new Mark.Point(x, y);
            }
        }
        drawing.rectangle(best.x() + 2, best.y() + 2, width - 4, height - 4, Palette.PAPER);
        for (int i = 0; i < names.size(); i++) {
            double base = best.y() + 17 * i + 16;
            drawing.circle(best.x() + 14, base - 4, 4, Palette.series(i));
            drawing.text(best.x() + 24, base, names.get(i), SIZE, Mark.Anchor.START, Palette.INK);
        }
    }

    /**
     * Returns the candidate positions of the legend, as shares of the free space: corners first,
     * then positions between them.
     */
    private static List<Mark.Point> legendPositions() {
        List<Mark.Point> shares = new ArrayList<>();
        for (int steps : new int[] {1, LEGEND_STEPS}) {
            for (int row = 0; row <= steps; row++) {
                for (int column = steps; column >= 0; column--) {
                    shares.add(new Mark.Point((double) column / steps, (double) row / steps));
                }
            }
        }
        return shares;
    }

    /** Counts the points of the lines within a rectangle, with ten interpolated points per segment. */
    private static int under(List<List<Mark.Point>> lines, double left, double top, double right, double bottom) {
        int count = 0;
        for (List<Mark.Point> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                Mark.Point from = line.get(i);
                Mark.Point to = line.get(Math.min(i + 1, line.size() - 1));
                for (int tenth = 0; tenth < 10; tenth++) {
                    double x = from.x() + tenth / 10.0 * (to.x() - from.x());
                    double y = from.y() + tenth / 10.0 * (to.y() - from.y());
                    count += x >= left - 4 && x <= right + 4 && y >= top - 4 && y <= bottom + 4 ? 1 : 0;
                }
            }
        }
        return count;
    }
}
