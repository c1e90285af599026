package org.wvtoolkit.nn.layer;

import java.util.List;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;
import org.wvtoolkit.nn.Parameter;

/** Composition of layers. The backward pass applies the chain rule in reverse order. */
public final class Sequential implements Layer {
    private final List<Layer> layers;

    /**
     * Creates a composition.
     *
     * @param layers layers in the order of the forward pass
     */
    public Sequential(Layer... layers) {
        this.layers = List.of(layers);
    }

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        Matrix output = input;
        for (Layer layer : layers) {
            output = layer.forward(output, mode);
        }
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        Matrix result = gradient;
        for (Layer layer : layers.reversed()) {
            result = layer.backward(result);
        }
        return result;
    }

    @Override
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }
}
