package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.wvtoolkit.embedding.UnsuitableInputException;

/**
 * Diagram of a hierarchy: rows of names, general ones above specific ones, with lines from each
 * name to its superordinate names. Names that exceed the width of a row continue in an additional
 * row.
 */
public final class HierarchyDiagram {
    private static final double TOP = 64;
    private static final double MARGIN = 24;
    private static final double SIZE = 13;
    private static final double GAP = 18;
    private static final double ROW = 26;
    private static final double BETWEEN_LEVELS = 46;

    /** Maximum length of a name; longer names are truncated. */
    private static final int MAX_CHARACTERS = 28;

    private HierarchyDiagram() {}

    /**
     * A name in the diagram.
     *
     * @param id identifies it for links
     * @param text displayed text
     * @param level number of the row; higher levels are further up
     * @param main whether the name is emphasised
     */
    public record Node(int id, String text, int level, boolean main) {}

    /**
     * A line in the diagram.
     *
     * @param from id of the node below
     * @param to id of the node above
     */
    public record Link(int from, int to) {}

    /**
     * Draws a hierarchy.
     *
     * @param nodes at least one
     * @param links between nodes of the diagram
     * @param title title of the diagram
     * @param subtitle line below the title
     * @param width width in pixels; the height follows from the rows
     * @return the picture
     * @throws UnsuitableInputException if the picture would exceed the maximum height
     */
    public static Picture draw(List<Node> nodes, List<Link> links, String title, String subtitle, int width) {
        NavigableMap<Integer, List<Node>> levels = new TreeMap<>(Comparator.reverseOrder());
        nodes.forEach(node ->
                levels.computeIfAbsent(node.level, level -> new ArrayList<>()).add(node));
        Map<Integer, Mark.Point> positions = new HashMap<>();
        double y = TOP + ROW;
        for (List<Node> level : levels.values()) {
            y = position(sorted(level, links, positions), width, y, positions) + BETWEEN_LEVELS;
        }
        Picture.Drawing drawing = new Picture.Drawing();
        Headings.draw(drawing, title, subtitle);
        for (Link link : links) {
            Mark.Point from = positions.get(link.from);
            Mark.Point to = positions.get(link.to);
            if (from != null && to != null) {
                drawing.line(from.x(), from.y() - SIZE, to.x(), to.y() + 5, Palette.FAINT, 1);
            }
        }
        for (Node node : nodes) {
            Mark.Point position = positions.get(node.id);
            if (position != null) {
                double half = TextWidth.of(shortened(node), SIZE) / 2;
                int paper = node.main ? Palette.series(0) : Palette.GRID;
                drawing.rectangle(position.x() - half - 6, position.y() - SIZE - 1, 2 * half + 12, SIZE + 8, paper);
                drawing.text(
                        position.x(), position.y(), shortened(node), SIZE, Mark.Anchor.MIDDLE, Palette.inkOn(paper));
            }
        }
        int height = (int) Math.ceil(Math.max(Picture.MIN_SIZE, y - BETWEEN_LEVELS + ROW));
        if (height > Picture.MAX_SIZE) {
            throw new UnsuitableInputException(
                    "the diagram is higher than " + Picture.MAX_SIZE + " pixels; use a larger width or fewer names");
        }
        return drawing.picture(width, height, title);
    }

    private static String shortened(Node node) {
        return LabelText.shortened(node.text, MAX_CHARACTERS);
    }

    /** Sorts a level by the mean position of the superordinate names, which reduces crossings. */
    private static List<Node> sorted(List<Node> level, List<Link> links, Map<Integer, Mark.Point> positions) {
        Map<Integer, Double> means = new HashMap<>();
        for (Node node : level) {
            means.put(
                    node.id,
                    links.stream()
                            .filter(link -> link.from == node.id && positions.containsKey(link.to))
                            .mapToDouble(link -> {
                                Mark.Point above = positions.get(link.to);
                                return above == null ? 0 : above.x();
                            })
                            .average()
                            .orElse(Double.MAX_VALUE));
        }
        List<Node> sorted = new ArrayList<>(level);
        sorted.sort(Comparator.comparingDouble(node -> means.getOrDefault(node.id, Double.MAX_VALUE)));
        return sorted;
    }

    /** Places names in rows from left to right, each row centred; returns the last baseline. */
    private static double position(List<Node> level, int width, double top, Map<Integer, Mark.Point> positions) {
        double room = width - 2 * MARGIN;
        double y = top;
        int from = 0;
        while (from < level.size()) {
            double taken = 0;
            int to = from;
            while (to < level.size() && (to == from || taken + GAP + breadth(level.get(to)) <= room)) {
                taken += (to == from ? 0 : GAP) + breadth(level.get(to));
                to++;
            }
            double x = (width - taken) / 2;
            for (Node node : level.subList(from, to)) {
                positions.put(node.id, new Mark.Point(x + breadth(node) / 2, y));
                x += breadth(node) + GAP;
            }
            from = to;
            y += from < level.size() ? ROW : 0;
        }
        return y;
    }

    private static double breadth(Node node) {
        return TextWidth.of(shortened(node), SIZE) + 12;
    }
}
