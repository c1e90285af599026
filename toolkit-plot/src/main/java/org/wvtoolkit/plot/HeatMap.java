package org.wvtoolkit.plot;

import java.util.List;
import java.util.Locale;

/** Draws a matrix of similarities in colours: red for −1, white for 0, blue for 1. */
public final class HeatMap {
    private static final double TOP = 64;
    private static final double BOTTOM = 24;
    private static final double GAP = 8;

    /** Maximum size of cells. */
    private static final double MAX_CELL = 64;

    /** Maximum length of a name; longer names are shortened. */
    private static final int MAX_CHARACTERS = 28;

    /** Minimum size of cells that contain their value as text. */
    private static final double READABLE = 30;

    private HeatMap() {}

    /**
     * Draws a matrix.
     *
     * @param rows names of the rows, at least one
     * @param columns names of the columns, at least one
     * @param values rows × columns, −1 to 1, or NaN for missing values
     * @param title the title
     * @param subtitle the line below the title
     * @param width maximum width in pixels; the height follows from it
     * @return the picture
     */
    public static Picture draw(
            List<String> rows, List<String> columns, double[][] values, String title, String subtitle, int width) {
        List<String> rowLabels = shortened(rows);
        List<String> columnLabels = shortened(columns);
        double cell = 0;
        double left = 0;
        double above = 0;
        double size = 13;
        // Names are at most as high as cells; a smaller font leaves more space for the cells.
        for (int round = 0; round < 3; round++) {
            left = 20 + widest(rowLabels, size) + GAP;
            above = widest(columnLabels, size) + GAP;
            cell = Math.min(MAX_CELL, (width - left - 80) / columns.size());
            cell = Math.min(cell, (Picture.MAX_SIZE - TOP - above - BOTTOM) / rows.size());
            size = Math.clamp(0.8 * cell, 4, 13);
        }
        int height = (int) Math.ceil(TOP + above + Math.max(cell * rows.size(), 160) + BOTTOM);
        Picture.Drawing drawing = new Picture.Drawing();
        Headings.draw(drawing, title, subtitle);
        double top = TOP + above;
        for (int column = 0; column < columns.size(); column++) {
            double x = left + (column + 0.5) * cell + 0.35 * size;
            drawing.verticalText(x, top - GAP, columnLabels.get(column), size, Mark.Anchor.START, Palette.INK);
        }
        for (int row = 0; row < rows.size(); row++) {
            double y = top + row * cell;
            drawing.text(
                    left - GAP, y + cell / 2 + 0.35 * size, rowLabels.get(row), size, Mark.Anchor.END, Palette.INK);
            for (int column = 0; column < columns.size(); column++) {
                int color = Palette.diverging(values[row][column]);
                drawing.rectangle(left + column * cell, y, cell, cell, color);
                if (cell >= READABLE && !Double.isNaN(values[row][column])) {
                    drawing.text(
                            left + (column + 0.5) * cell,
                            y + cell / 2 + 4,
                            written(values[row][column]),
                            11,
                            Mark.Anchor.MIDDLE,
                            Palette.inkOn(color));
                }
            }
        }
        scale(drawing, left + columns.size() * cell + 22, top);
        int needed = (int) Math.ceil(Math.max(left + columns.size() * cell + 80, 40 + TextWidth.of(title, 17)));
        return drawing.picture(
                Math.clamp(needed, Picture.MIN_SIZE, width),
                Math.clamp(height, Picture.MIN_SIZE, Picture.MAX_SIZE),
                title);
    }

    /** Formats a value with two decimal places, without {@code −0.00}. */
    private static String written(double value) {
        double rounded = Math.round(100 * value) / 100.0 + 0.0;
        return String.format(Locale.ROOT, "%.2f", rounded).replace('-', '−');
    }

    private static List<String> shortened(List<String> names) {
        return names.stream()
                .map(name -> LabelText.shortened(name, MAX_CHARACTERS))
                .toList();
    }

    private static double widest(List<String> names, double size) {
        return names.stream()
                .mapToDouble(name -> TextWidth.of(name, size))
                .max()
                .orElse(0);
    }

    private static void scale(Picture.Drawing drawing, double x, double top) {
        int steps = 40;
        double step = 4;
        for (int i = 0; i < steps; i++) {
            drawing.rectangle(x, top + i * step, 12, step, Palette.diverging(1 - 2.0 * i / (steps - 1)));
        }
        for (int i = -1; i <= 1; i++) {
            double y = top + (1 - i) * steps * step / 2 + 4;
            drawing.text(x + 17, y, Integer.toString(i).replace('-', '−'), 11, Mark.Anchor.START, Palette.QUIET);
        }
    }
}
