/**
 * The stages of the toolkit on Apache Spark: reading and encoding, counting, weighting,
 * factorization, and training by replicas.
 *
 * <p>Entry class: {@link org.wvtoolkit.spark.SparkTraining}. Input: text files in any Hadoop file
 * system, or an RDD of lines. Output: the same {@link org.wvtoolkit.embedding.Embeddings} and files
 * as on one machine; except for training by replicas, with equal bytes. Only data proportional to
 * the vocabulary is transferred to the driver.
 */
@NullMarked
package org.wvtoolkit.spark;

import org.jspecify.annotations.NullMarked;
