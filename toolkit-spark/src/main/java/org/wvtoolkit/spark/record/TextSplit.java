package org.wvtoolkit.spark.record;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Part of the text that one task reads: the lines that begin in a range of bytes of a file, or a
 * whole file.
 *
 * @param path the file, as a URI that Hadoop can open
 * @param where name of the file in messages
 * @param fileNumber number of the file in the list of files
 * @param from first byte of the range
 * @param to end of the range, exclusive
 * @param format format of a file that is divided at lines, or null for a whole file
 * @param mayBeBinary whether to skip the file if it is not text, as in folders
 */
public record TextSplit(
        String path,
        String where,
        int fileNumber,
        long from,
        long to,
        @Nullable String format,
        boolean mayBeBinary) implements Serializable {}
