package org.wvtoolkit.plot;

import java.util.BitSet;

/** The set of occupied pixels of a picture. Not thread-safe. */
final class OccupiedArea {
    private final int width;
    private final BitSet[] rows;

    OccupiedArea(int width, int height) {
        this.width = width;
        rows = new BitSet[height];
        for (int y = 0; y < height; y++) {
            rows[y] = new BitSet(width);
        }
    }

    /** Tests whether a rectangle is within the picture and free. */
    boolean isFree(double left, double top, double right, double bottom) {
        if (left < 0 || top < 0 || right > width || bottom > rows.length) {
            return false;
        }
        int from = (int) left;
        int to = (int) Math.ceil(right);
        for (int y = (int) top; y < bottom; y++) {
            int next = rows[y].nextSetBit(from);
            if (next >= 0 && next < to) {
                return false;
            }
        }
        return true;
    }

    /** Marks the part of a rectangle within the picture as occupied. */
    void take(double left, double top, double right, double bottom) {
        int from = Math.clamp((long) left, 0, width);
        int to = Math.clamp((long) Math.ceil(right), from, width);
        for (int y = (int) Math.max(0, top); y < Math.min(bottom, rows.length); y++) {
            rows[y].set(from, to);
        }
    }

    /** Tests whether a line is free, except for some pixels at its start. */
    boolean isFree(Mark.Point begin, Mark.Point end, double after) {
        double length = Math.hypot(end.x() - begin.x(), end.y() - begin.y());
        for (double at = after; at <= length; at++) {
            Mark.Point point = along(begin, end, at / length);
            // One pixel wide: a rectangle without width would cover no pixel if x is an integer.
            if (!isFree(point.x(), point.y(), Math.floor(point.x()) + 1, point.y() + 0.5)) {
                return false;
            }
        }
        return true;
    }

    /** Marks the pixels of a line as occupied. */
    void take(Mark.Point begin, Mark.Point end) {
        double length = Math.hypot(end.x() - begin.x(), end.y() - begin.y());
        for (double at = 0; at <= length; at += 0.5) {
            Mark.Point point = along(begin, end, at / length);
            take(point.x(), point.y(), point.x() + 0.5, point.y() + 0.5);
        }
    }

    private static Mark.Point along(Mark.Point begin, Mark.Point end, double share) {
        return new Mark.Point(begin.x() + share * (end.x() - begin.x()), begin.y() + share * (end.y() - begin.y()));
    }
}
