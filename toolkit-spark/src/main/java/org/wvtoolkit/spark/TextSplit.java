package org.wvtoolkit.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A part of the text that one task reads: the lines that begin in a range of bytes of a file, or a whole file.
 *
 * @param path the file, as a URI that Hadoop can open
 * @param where what to call it in messages
 * @param fileNumber its place among the files
 * @param from first byte of the range
 * @param to byte behind the last
 * @param format the format if the file is divided into lines, or null for a whole file
 * @param mayBeBinary whether the file is passed over if it is not text, as in folders
 */
record TextSplit(
        String path,
        String where,
        int fileNumber,
        long from,
        long to,
        @Nullable String format,
        boolean mayBeBinary) implements Serializable {}
