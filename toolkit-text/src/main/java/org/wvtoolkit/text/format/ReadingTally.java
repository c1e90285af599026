package org.wvtoolkit.text.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What workers saw of one file and a person should know. Safe for concurrent use. */
public final class ReadingTally {
    private final String where;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private volatile String end = "";

    public ReadingTally(String where) {
        this.where = where;
    }

    /** What to call the file. */
    String where() {
        return where;
    }

    /** Counts something, named in the plural, such as "redirects". */
    void add(String what, long count) {
        if (count > 0) {
            counts.computeIfAbsent(what, name -> new LongAdder()).add(count);
        }
    }

    /** How many were counted so far. */
    long count(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** Says what is wrong with the file's end. */
    public void end(String what) {
        end = what;
    }

    /** Such as "dump.xml: 106 articles, 100 redirects passed over"; none if there is nothing to say. */
    public List<String> notes() {
        List<String> parts = new ArrayList<>();
        counts.forEach((what, count) -> parts.add(count.sum() + " " + what));
        if (!end.isEmpty()) {
            parts.add(end);
        }
        return parts.isEmpty() ? List.of() : List.of(where + ": " + String.join(", ", parts));
    }
}
