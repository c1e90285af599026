package org.wvtoolkit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.wvtoolkit.nn.Initializer;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.experiment.BowlPaths;
import org.wvtoolkit.nn.experiment.DeepActivations;
import org.wvtoolkit.nn.experiment.Digits;
import org.wvtoolkit.nn.optimizer.UpdateRules;
import org.wvtoolkit.plot.Mark;
import org.wvtoolkit.plot.Picture;
import org.wvtoolkit.plot.PictureFormat;

/** Draws the pictures of docs/neural-networks.md: {@code toolkit-bench/network-pictures}. */
public final class NetworkPictures {
    private static final int INK = 0x222222;
    private static final int QUIET = 0x999999;
    private static final int LINE = 0xD0D0D0;
    private static final int BLUE = 0x0072B2;
    private static final int RED = 0xD55E00;
    private static final int BINS = 40;

    private final List<Mark> marks = new ArrayList<>();

    private NetworkPictures() {}

    /**
     * Draws the pictures.
     *
     * @param arguments the output folder
     * @throws IOException if a picture cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        save(new NetworkPictures().paths(), folder.resolve("optimizer-paths.svg"));
        save(new NetworkPictures().activations(), folder.resolve("initial-values.svg"));
        if (Files.isReadable(Digits.FILE)) {
            save(new NetworkPictures().filters(), folder.resolve("digit-filters.svg"));
        } else {
            System.err.println("no " + Digits.FILE + " (Debian's python3-sklearn): no picture of filters");
        }
    }

    private static void save(Picture picture, Path file) throws IOException {
        PictureFormat.of(file).write(picture, file);
        System.err.println("saved " + file);
    }

    private void text(double x, double y, String text, double size, Mark.Anchor anchor, int color) {
        marks.add(new Mark.Text(new Mark.Point(x, y), text, size, anchor, color, 0));
    }

    private Picture paths() {
        List<String> names =
                UpdateRules.all().stream().map(UpdateRules.Entry::name).toList();
        int width = 240;
        int height = 150;
        int columns = 4;
        for (int i = 0; i < names.size(); i++) {
            bowl(names.get(i), i % columns * width, Math.floorDiv(i, columns) * height);
        }
        int rows = (names.size() + columns - 1) / columns;
        return new Picture(
                columns * width, rows * height, "Paths of optimizers on an anisotropic quadratic function", marks);
    }

    private void bowl(String name, double left, double top) {
        double middleX = left + 120;
        double middleY = top + 84;
        double scaleX = 13;
        double scaleY = 20;
        for (double level : new double[] {0.15, 0.6, 1.4, 2.5, 4}) {
            // The contour line x²/20 + y² = level.
            List<Mark.Point> line = new ArrayList<>();
            for (int k = 0; k <= 72; k++) {
                double angle = Math.PI * k / 36;
                line.add(new Mark.Point(
                        middleX + scaleX * Math.sqrt(20 * level) * Math.cos(angle),
                        middleY + scaleY * Math.sqrt(level) * Math.sin(angle)));
            }
            marks.add(new Mark.Line(line, LINE, 1));
        }
        List<Mark.Point> path = BowlPaths.path(name, BowlPaths.rate(name), BowlPaths.STEPS).stream()
                .map(point -> new Mark.Point(middleX + scaleX * point[0], middleY - scaleY * point[1]))
                .toList();
        marks.add(new Mark.Line(path, BLUE, 1.4));
        path.forEach(point -> marks.add(new Mark.Circle(point, 1.7, BLUE)));
        marks.add(new Mark.Circle(new Mark.Point(middleX, middleY), 3, RED));
        text(left + 12, top + 22, name, 13, Mark.Anchor.START, INK);
    }

    private Picture activations() {
        SequencedMap<String, List<double[]>> cases = new LinkedHashMap<>();
        cases.put("tanh, deviation 1: saturated", DeepActivations.of(Initializer.gaussian(1), "tanh"));
        cases.put("tanh, deviation 0.01: collapsed", DeepActivations.of(Initializer.gaussian(0.01), "tanh"));
        cases.put("tanh, Xavier", DeepActivations.of(Initializer.xavier(), "tanh"));
        cases.put("ReLU, deviation 0.01: collapsed", DeepActivations.of(Initializer.gaussian(0.01), "relu"));
        cases.put("ReLU, Xavier: shrinking", DeepActivations.of(Initializer.xavier(), "relu"));
        cases.put("ReLU, He", DeepActivations.of(Initializer.he(), "relu"));
        double cellWidth = 150;
        double rowHeight = 112;
        int row = 0;
        for (Map.Entry<String, List<double[]>> each : cases.entrySet()) {
            boolean relu = each.getKey().startsWith("ReLU");
            text(14, row * rowHeight + 20, each.getKey(), 13, Mark.Anchor.START, INK);
            for (int layer = 0; layer < DeepActivations.LAYERS; layer++) {
                histogram(
                        each.getValue().get(layer),
                        relu ? 0 : -1,
                        relu ? 2 : 1,
                        14 + layer * (cellWidth + 12),
                        row * rowHeight + 96,
                        cellWidth,
                        64);
            }
            row++;
        }
        double width = 28 + DeepActivations.LAYERS * (cellWidth + 12);
        return new Picture((int) width, (int) (row * rowHeight + 6), "Activations by layer", marks);
    }

    private void histogram(
            double[] values, double low, double high, double left, double bottom, double width, double height) {
        int[] counts = new int[BINS];
        for (double value : values) {
            int bin = (int) ((value - low) / (high - low) * BINS);
            counts[Math.clamp(bin, 0, BINS - 1)]++;
        }
        // A bin with 10 % of the values has full height; higher bins are cut, which their colour shows.
        double full = 0.1 * values.length;
        double bar = width / BINS;
        for (int bin = 0; bin < BINS; bin++) {
            double share = Math.min(1, counts[bin] / full);
            if (share > 0) {
                marks.add(new Mark.Rectangle(
                        new Mark.Point(left + bin * bar, bottom - share * height),
                        Math.max(0.6, bar - 0.6),
                        share * height,
                        counts[bin] > full ? RED : BLUE));
            }
        }
        marks.add(new Mark.Line(List.of(new Mark.Point(left, bottom), new Mark.Point(left + width, bottom)), QUIET, 1));
        text(left, bottom + 11, String.format(Locale.ROOT, "%.0f", low), 9, Mark.Anchor.START, QUIET);
        text(left + width, bottom + 11, String.format(Locale.ROOT, "%.0f", high), 9, Mark.Anchor.END, QUIET);
        String deviation = String.format(Locale.ROOT, "σ %.2g", DeepActivations.deviation(values));
        text(left + width / 2, bottom + 11, deviation, 9, Mark.Anchor.MIDDLE, QUIET);
    }

    private Picture filters() throws IOException {
        Digits digits = Digits.read();
        Digits.Network network = new Digits.Network(1);
        text(14, 20, "The 16 filters of the first layer before training", 13, Mark.Anchor.START, INK);
        filters(network.filters(), 30);
        network.train(digits, IntStream.range(0, 1500).boxed().toList(), 15);
        text(14, 106, "and after 15 epochs", 13, Mark.Anchor.START, INK);
        filters(network.filters(), 116);
        return new Picture(14 + 16 * 54, 200, "Filters for digits", marks);
    }

    /** The colour of a weight: blue if positive, red if negative, scaled by the largest weight of all filters. */
    private void filters(Matrix weights, double top) {
        double largest = Arrays.stream(weights.values()).map(Math::abs).max().orElse(1);
        for (int filter = 0; filter < weights.columns(); filter++) {
            for (int pixel = 0; pixel < weights.rows(); pixel++) {
                double share = weights.get(pixel, filter) / largest;
                marks.add(new Mark.Rectangle(
                        new Mark.Point(14 + filter * 54 + pixel % 3 * 16, top + Math.floorDiv(pixel, 3) * 16),
                        15,
                        15,
                        mixed(share < 0 ? RED : BLUE, Math.abs(share))));
            }
        }
    }

    private static int mixed(int color, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= (int) Math.round(255 + share * ((color >> shift & 255) - 255)) << shift;
        }
        return mixed;
    }
}
