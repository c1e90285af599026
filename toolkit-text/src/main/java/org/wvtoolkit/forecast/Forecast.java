package org.wvtoolkit.forecast;

/**
 * Estimated cost of a training run.
 *
 * @param nanos time from program start to the saved model, in nanoseconds
 * @param memoryBytes peak anonymous memory, including the Java runtime; −1 if the system does not
 *     report it
 * @param diskBytes peak size of the temporary files, including the model
 * @param modelBytes size of the saved model
 */
public record Forecast(long nanos, long memoryBytes, long diskBytes, long modelBytes) {}
