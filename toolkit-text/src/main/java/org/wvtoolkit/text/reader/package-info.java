/**
 * Reading of files, folders and streams as blocks of text.
 *
 * <p>Entry class: {@link org.wvtoolkit.text.reader.TextReading}, which runs on one thread and
 * decompresses, decodes, hashes and divides the text. Input:
 * {@link org.wvtoolkit.text.stream.TextInput}. Output: {@link org.wvtoolkit.text.format.TextBlock}s
 * of about 1 MiB, numbered over all inputs, with boundaries that depend on the text alone. Errors
 * are {@link org.wvtoolkit.text.stream.UnreadableTextException}s.
 *
 * <p>A new format is one class that implements {@link org.wvtoolkit.text.format.TextFormat} and one
 * line in {@link org.wvtoolkit.text.format.TextFormats}. A new compression is one line in
 * {@link org.wvtoolkit.text.stream.Decompressor#ALL}.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.text.reader;

import org.jspecify.annotations.NullMarked;
