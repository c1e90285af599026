/**
 * The stages of the toolkit on Apache Spark: reading and encoding, counting, weighting,
 * factorization, and training by replicas.
 *
 * <p>Entry class: {@link org.wvtoolkit.spark.SparkTraining}. Input: text files in any Hadoop file
 * system, or an RDD of lines. Output: {@link org.wvtoolkit.embedding.Embeddings} and files with the
 * same bytes as on one machine, except for models trained by replicas. Only data proportional to
 * the vocabulary are transferred to the driver.
 */
@NullMarked
package org.wvtoolkit.spark;

import org.jspecify.annotations.NullMarked;
