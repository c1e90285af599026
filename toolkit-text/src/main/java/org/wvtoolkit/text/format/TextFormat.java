package org.wvtoolkit.text.format;

import org.wvtoolkit.text.stream.UnreadableTextException;

/**
 * A way of keeping prose in a file, once it is decompressed and in UTF-8. Stateless and safe for concurrent use: formats are
 * recognised on the reading thread, and prose is extracted by the workers, each from blocks of its own.
 */
public interface TextFormat {
    /**
     * The format's name, as the command line and messages have it.
     *
     * @return a short lower-case name
     */
    String name();

    /**
     * What the format is.
     *
     * @return one line for a person
     */
    String description();

    /**
     * Whether a file is in this format.
     *
     * @param head how the file begins and what it is called
     * @return true if it is
     */
    boolean recognises(TextHead head);

    /**
     * Looks how prose lies in a file of this format.
     *
     * @param head how the file begins and what it is called
     * @param options what of it is wanted
     * @param tally takes what a person should know in the end
     * @return the layout
     * @throws UnreadableTextException if the options cannot mean this file, or the file is not in this format
     */
    TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) throws UnreadableTextException;
}
