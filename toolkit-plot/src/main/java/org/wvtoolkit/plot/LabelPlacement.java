package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places the labels of points: beside the point, or farther away with a leader line, never over another label,
 * point or line. The algorithm is greedy: earlier labels are placed first. Not thread-safe.
 */
final class LabelPlacement {
    private static final double GAP = 3;
    private static final double[] FAR = {15, 23, 33, 46};
    private static final int DIRECTIONS = 16;

    /** The area of points, labels and lines. */
    private final OccupiedArea room;

    /** The area of labels. */
    private final OccupiedArea names;

    private final double top;

    /** A placed label. */
    record Name(Mark.Point position, Mark.Anchor anchor, Mark.@Nullable Point lineFrom) {}

    /** Creates an empty area for labels below a vertical position. */
    LabelPlacement(int width, int height, double top) {
        room = new OccupiedArea(width, height);
        names = new OccupiedArea(width, height);
        this.top = top;
    }

    /** Reserves the area of a point. Must be called before labels are placed. */
    void point(Mark.Point point, double radius) {
        room.take(point.x() - radius, point.y() - radius, point.x() + radius, point.y() + radius);
    }

    /**
     * Places a label and reserves its area. Returns null if there is no free position. Main labels may cover points
     * if necessary.
     */
    @Nullable
    Name place(String text, double size, Mark.Point point, double radius, boolean main) {
        double width = TextWidth.of(text, size);
        List<Name> close = close(size, point, radius + GAP);
        for (Name name : close) {
            if (take(name, width, size, room)) {
                return name;
            }
        }
        for (double distance : FAR) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                double angle = 2 * Math.PI * direction / DIRECTIONS;
                double cos = StrictMath.cos(angle);
                double sin = StrictMath.sin(angle);
                Mark.Point end = new Mark.Point(point.x() + distance * cos, point.y() - distance * sin);
                Name name = far(size, end, cos, sin);
                if (room.isFree(point, end, radius + 2) && take(name, width, size, room)) {
                    room.take(point, end);
                    return name;
                }
            }
        }
        return main
                ? close.stream()
                        .filter(name -> take(name, width, size, names))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static List<Name> close(double size, Mark.Point point, double side) {
        double middle = point.y() + 0.35 * size;
        double above = point.y() - side;
        double below = point.y() + side + 0.8 * size;
        List<Name> names = new ArrayList<>();
        names.add(name(point.x() + side, middle, Mark.Anchor.START));
        names.add(name(point.x() - side, middle, Mark.Anchor.END));
        names.add(name(point.x(), above, Mark.Anchor.MIDDLE));
        names.add(name(point.x(), below, Mark.Anchor.MIDDLE));
        for (double base : new double[] {above + 2, below - 2}) {
            names.add(name(point.x() + side - 2, base, Mark.Anchor.START));
            names.add(name(point.x() - side + 2, base, Mark.Anchor.END));
        }
        return names;
    }

    private static Name name(double x, double y, Mark.Anchor anchor) {
        return new Name(new Mark.Point(x, y), anchor, null);
    }

    /** Places a label at the end of a leader line whose direction is given by its cosine and sine. */
    private static Name far(double size, Mark.Point end, double cos, double sin) {
        if (Math.abs(cos) < 0.3) {
            double base = sin > 0 ? end.y() - 0.25 * size : end.y() + 0.85 * size;
            return new Name(new Mark.Point(end.x(), base), Mark.Anchor.MIDDLE, end);
        }
        return new Name(
                new Mark.Point(end.x() + Math.copySign(2, cos), end.y() + 0.35 * size),
                cos > 0 ? Mark.Anchor.START : Mark.Anchor.END,
                end);
    }

    private boolean take(Name name, double width, double size, OccupiedArea where) {
        double left = name.position().x()
                - switch (name.anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        double above = name.position().y() - 0.8 * size;
        double below = name.position().y() + 0.22 * size;
        if (above < top || !where.isFree(left, above, left + width, below)) {
            return false;
        }
        room.take(left, above, left + width, below);
        names.take(left, above, left + width, below);
        return true;
    }
}
