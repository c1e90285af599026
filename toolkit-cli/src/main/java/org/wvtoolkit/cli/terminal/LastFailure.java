package org.wvtoolkit.cli.terminal;

import java.util.List;
import java.util.Map;

/** The failure that a run reported last, for output formats that repeat it. Not thread-safe. */
public final class LastFailure {
    private String message = "";
    private Map<String, List<String>> unknown = Map.of();

    /** Creates a holder without a failure. */
    public LastFailure() {}

    void set(String newMessage, Map<String, List<String>> newUnknown) {
        message = newMessage;
        unknown = newUnknown;
    }

    /**
     * The message.
     *
     * @return one line; empty if nothing failed
     */
    public String message() {
        return message;
    }

    /**
     * The words that the model lacks.
     *
     * @return similar spellings by word, in the order of the question; empty if the failure has another reason
     */
    public Map<String, List<String>> unknown() {
        return unknown;
    }
}
