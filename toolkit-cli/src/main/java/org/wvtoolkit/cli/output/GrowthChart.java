package org.wvtoolkit.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.Quantities;

/** Draws a growth curve with text characters. */
public final class GrowthChart {
    private static final int COLUMNS = 56;
    private static final int MIN_COLUMNS = 8;
    private static final int ROWS = 8;

    private GrowthChart() {}

    /**
     * Draws a curve.
     *
     * @param x ascending, above 0
     * @param y for each x, non-decreasing
     * @param xName the unit of x
     * @param yName the unit of y
     * @param width the maximum length of a line, unless it is too narrow for any chart
     * @return the lines without line breaks; empty if there are no points
     */
    public static List<String> draw(List<Long> x, List<Long> y, String xName, String yName, int width) {
        if (x.isEmpty() || y.getLast() == 0) {
            return List.of();
        }
        String top = Quantities.count(y.getLast());
        int columns = Math.clamp(width - top.length() - 2L, MIN_COLUMNS, COLUMNS);
        List<String> lines = new ArrayList<>();
        lines.add(yName);
        for (int row = ROWS; row >= 1; row--) {
            StringBuilder line = new StringBuilder()
                    .append(row == ROWS ? top : " ".repeat(top.length()))
                    .append(" |");
            for (int column = 1; column <= columns; column++) {
                double height = at(x, y, (double) x.getLast() * column / columns) / y.getLast() * ROWS;
                line.append(height >= row - 0.25 ? '#' : height >= row - 0.75 ? '.' : ' ');
            }
            lines.add(line.toString().stripTrailing());
        }
        String end = Quantities.count(x.getLast()) + " " + xName;
        lines.add(" ".repeat(top.length()) + " +" + "-".repeat(columns));
        lines.add(" ".repeat(Math.max(0, top.length() + 2 + columns - end.length())) + end);
        return lines;
    }

    /** Interpolates the curve linearly, starting at the origin. */
    private static double at(List<Long> x, List<Long> y, double place) {
        double beforeX = 0;
        double beforeY = 0;
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i) >= place) {
                return beforeY + (y.get(i) - beforeY) * (place - beforeX) / (x.get(i) - beforeX);
            }
            beforeX = x.get(i);
            beforeY = y.get(i);
        }
        return y.getLast();
    }
}
