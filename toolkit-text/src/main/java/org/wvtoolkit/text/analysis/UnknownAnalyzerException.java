package org.wvtoolkit.text.analysis;

import java.io.Serial;
import java.util.List;

/** No analyzer with a name is built in or registered. */
public final class UnknownAnalyzerException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String analyzer;

    UnknownAnalyzerException(String analyzer, List<String> available) {
        super("unknown analyzer: " + analyzer + "; available: " + String.join(", ", available));
        this.analyzer = analyzer;
    }

    /**
     * Returns the name that was looked up.
     *
     * @return the name
     */
    public String analyzer() {
        return analyzer;
    }
}
