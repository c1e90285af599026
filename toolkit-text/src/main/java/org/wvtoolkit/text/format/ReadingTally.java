package org.wvtoolkit.text.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts and notes about one file for the user. Thread-safe. */
public final class ReadingTally {
    private final String where;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private volatile String end = "";

    public ReadingTally(String where) {
        this.where = where;
    }

    /** Returns the name of the file in messages. */
    String where() {
        return where;
    }

    /** Adds to the count of items with a plural name, such as "redirects". */
    void add(String what, long count) {
        if (count > 0) {
            counts.computeIfAbsent(what, name -> new LongAdder()).add(count);
        }
    }

    /** Returns the count of items with a name. */
    long count(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** Sets the description of a defect at the end of the file. */
    public void end(String what) {
        end = what;
    }

    /** Returns the notes, for example "dump.xml: 106 articles, 100 redirects skipped"; empty if there are none. */
    public List<String> notes() {
        List<String> parts = new ArrayList<>();
        counts.forEach((what, count) -> parts.add(count.sum() + " " + what));
        if (!end.isEmpty()) {
            parts.add(end);
        }
        return parts.isEmpty() ? List.of() : List.of(where + ": " + String.join(", ", parts));
    }
}
