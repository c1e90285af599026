/**
 * The stages of the toolkit on Apache Spark: reading and encoding, counting, weighting, factorization, and training by
 * replicas.
 *
 * <p>Entry class: {@link org.wvtoolkit.spark.SparkTraining}. Input: text files that Hadoop's file systems can read, or an RDD
 * of lines. Output: the {@link org.wvtoolkit.embedding.Embeddings} and files of one machine; all but training by replicas with
 * equal bytes. Only what is proportional to the vocabulary comes to the driver.
 */
@NullMarked
package org.wvtoolkit.spark;

import org.jspecify.annotations.NullMarked;
