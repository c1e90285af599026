/**
 * The command line of the toolkit on a cluster, which {@code spark-submit} runs.
 *
 * <p>Entry class: {@link org.wvtoolkit.spark.cli.SparkMain}. Input: the arguments of {@code wv},
 * without those for Spark. Output: a model or an encoded corpus, on the driver or in any Hadoop
 * file system.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.spark.cli;

import org.jspecify.annotations.NullMarked;
