/**
 * Records that Spark moves between the driver, the executors and their disks: splits of a text, chunks of tokens and of
 * encoded tokens, word counts, the vocabulary, and blocks of rows.
 *
 * <p>Entry classes: {@link org.wvtoolkit.spark.record.TokenChunk} and {@link
 * org.wvtoolkit.spark.record.EncodedChunk}. Input: what one task computed. Output: the same data in another process.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.spark.record;

import org.jspecify.annotations.NullMarked;
