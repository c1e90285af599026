package org.wvtoolkit.format.stream;

import java.nio.file.Path;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Exception for a vector file whose content violates its format. {@code
 * org.wvtoolkit.format.ModelCheck} lists all defects of such a file.
 */
public final class MalformedVectorFileException extends MalformedFileException {
    private static final long serialVersionUID = 1;

    private static final String REMEDY = "the file is damaged or in another format; download it again";

    private final String problem;

    /**
     * Creates an exception.
     *
     * @param path the file
     * @param offset offset of the invalid byte, from 0, or −1 if the problem has no single location
     * @param problem the problem, as the predicate of a sentence about the file
     */
    public MalformedVectorFileException(Path path, long offset, String problem) {
        super(path, offset, problem, REMEDY);
        this.problem = problem.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /**
     * Returns the problem without the file, the offset and the remedy.
     *
     * @return one line
     */
    public String problem() {
        return problem;
    }
}
