package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.List;

/** Lines and points over axes, one or several panels side by side. */
public final class Chart {
    private static final double TOP = 64;
    private static final double BOTTOM = 46;
    private static final double LEFT = 66;
    private static final double RIGHT = 18;
    private static final double SIZE = 11.5;

    private Chart() {}

    /**
     * Numbers that belong together.
     *
     * @param name in the legend; empty for none
     * @param places what is not finite is left out
     * @param joined by a line, else points alone
     */
    public record Series(String name, List<Place> places, boolean joined) {}

    /**
     * One system of axes.
     *
     * @param xLabel below the lower edge
     * @param yLabel along the left edge
     * @param logX whether equal ratios take equal room
     * @param series what is in it
     */
    public record Panel(String xLabel, String yLabel, boolean logX, List<Series> series) {}

    /**
     * Draws panels side by side, in as many rows as keep them about as wide as high.
     *
     * @param panels at least one
     * @param title stands above them
     * @param subtitle stands below the title
     * @param width in pixels
     * @param height in pixels, of one row of panels with the title
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
        for (double tick : x.ticks()) {
            double at = x.pixel(tick);
            drawing.line(at, top + 6, at, bottom, Palette.GRID, 1);
            String text = Axis.written(tick);
            double half = TextWidth.of(text, SIZE) / 2;
            if (at - half > lastLabel + 4) {
                drawing.text(at, bottom + 16, text, SIZE, Mark.Anchor.MIDDLE, Palette.QUIET);
                lastLabel = at + half;
            }
        }
        for (double tick : y.ticks()) {
            double at = y.pixel(tick);
            drawing.line(begin, at, right, at, Palette.GRID, 1);
            drawing.text(begin - 6, at + 4, Axis.written(tick), SIZE, Mark.Anchor.END, Palette.QUIET);
        }
        drawing.line(begin, bottom, right, bottom, Palette.QUIET, 1);
        drawing.line(begin, top + 6, begin, bottom, Palette.QUIET, 1);
        drawing.text((begin + right) / 2, bottom + 34, panel.xLabel, 12.5, Mark.Anchor.MIDDLE, Palette.INK);
        drawing.turned(left + 16, (top + bottom) / 2, panel.yLabel, 12.5, Mark.Anchor.MIDDLE, Palette.INK, -90);
        for (int i = 0; i < panel.series.size(); i++) {
            series(drawing, panel.series.get(i), x, y, Palette.series(i));
        }
        legend(drawing, panel, right, top);
    }

    private static double[] all(Panel panel, boolean ofX) {
        return panel.series.stream()
                .flatMapToDouble(series -> series.places.stream().mapToDouble(place -> ofX ? place.x() : place.y()))
                .toArray();
    }

    private static void series(Picture.Drawing drawing, Series series, Axis x, Axis y, int color) {
        List<Mark.Point> points = new ArrayList<>();
        for (Place place : series.places) {
            if (Double.isFinite(place.x()) && Double.isFinite(place.y())) {
                points.add(new Mark.Point(x.pixel(place.x()), y.pixel(place.y())));
            }
        }
        if (series.joined && points.size() > 1) {
            drawing.path(points, color, 2);
        }
        double radius = series.joined && points.size() > 60 ? 0 : 3.2;
        for (Mark.Point point : points) {
            if (radius > 0) {
                drawing.circle(point.x(), point.y(), radius, color);
            }
        }
    }

    private static void legend(Picture.Drawing drawing, Panel panel, double right, double top) {
        double y = top + 22;
        double widest = panel.series.stream()
                .mapToDouble(series -> TextWidth.of(series.name, SIZE))
                .max()
                .orElse(0);
        double left = right - 10 - widest;
        for (int i = 0; i < panel.series.size(); i++) {
            String name = panel.series.get(i).name;
            if (!name.isEmpty()) {
                drawing.rectangle(left - 20, y - 12, right - left + 16, 17, Palette.PAPER);
                drawing.circle(left - 10, y - 4, 4, Palette.series(i));
                drawing.text(left, y, name, SIZE, Mark.Anchor.START, Palette.INK);
                y += 17;
            }
        }
    }
}
