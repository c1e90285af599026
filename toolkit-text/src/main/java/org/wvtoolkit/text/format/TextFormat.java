package org.wvtoolkit.text.format;

import org.wvtoolkit.extension.ExtensionPoint;
import org.wvtoolkit.text.stream.UnreadableTextException;

/**
 * File format that contains prose, after decompression and conversion to UTF-8. Stateless and
 * thread-safe: the reading thread detects formats, and each worker extracts prose from its own
 * blocks.
 */
public interface TextFormat {
    /** Text formats of other libraries; see {@link org.wvtoolkit.extension.Extension}. */
    ExtensionPoint<TextFormat> EXTENSIONS = new ExtensionPoint<>("text format", TextFormat::name);

    /**
     * Returns the name used by options and messages.
     *
     * @return a short lower-case name
     */
    String name();

    /**
     * Returns a description.
     *
     * @return one line
     */
    String description();

    /**
     * Returns whether a file has this format.
     *
     * @param head the beginning and the name of the file
     * @return true if it has
     */
    boolean recognises(TextHead head);

    /**
     * Determines the layout of a file in this format.
     *
     * @param head the beginning and the name of the file
     * @param options the reading options
     * @param tally receives counts and notes for the user
     * @return the layout
     * @throws UnreadableTextException if the options do not apply to the file, or the file does not
     *     have this format
     */
    TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) throws UnreadableTextException;
}
