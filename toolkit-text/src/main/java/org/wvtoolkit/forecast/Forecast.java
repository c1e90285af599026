package org.wvtoolkit.forecast;

/**
 * Estimated cost of a training run.
 *
 * @param fits whether the method fits into the memory budget; if not, nothing is measured, and only
 *     {@code memoryBytes} is known
 * @param nanos time from program start to the saved model, in nanoseconds
 * @param memoryBytes peak anonymous memory, including the Java runtime; −1 if the system does not
 *     report it; the required memory budget if the method does not fit
 * @param diskBytes peak size of the temporary files, including the model
 * @param modelBytes size of the saved model
 */
public record Forecast(boolean fits, long nanos, long memoryBytes, long diskBytes, long modelBytes) {}
