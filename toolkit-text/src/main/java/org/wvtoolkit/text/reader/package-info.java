/**
 * From files, folders and streams to blocks of text.
 *
 * <p>Comes in: {@link org.wvtoolkit.text.stream.TextInput}s. Goes out: {@link org.wvtoolkit.text.format.TextBlock}s of about
 * 1 MiB, numbered over all inputs, cut at places that depend on the text alone. Entry class:
 * {@link org.wvtoolkit.text.reader.TextReading}, which runs on one thread, decompresses, recognises encodings, hashes and cuts.
 *
 * <p>To read another format is one class that implements {@link org.wvtoolkit.text.format.TextFormat} plus one line in
 * {@link org.wvtoolkit.text.format.TextFormats}; to read another compression is one line in
 * {@link org.wvtoolkit.text.stream.Decompressor#ALL}. Whatever cannot be read is a
 * {@link org.wvtoolkit.text.stream.UnreadableTextException}.
 */
@NullMarked
package org.wvtoolkit.text.reader;

import org.jspecify.annotations.NullMarked;
