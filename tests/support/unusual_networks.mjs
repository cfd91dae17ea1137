// Networks that hold, between them, every kind of layer and every way in which pictures, tokens and vectors follow each
// other: [what is unusual, family, layers as in a recipe].
export const unusualNetworks = [
  ['a class token, overlapping patches, a residual over the classifier', 'transformer', [
    { kind: 'patch_embedding', units: 8, kernel: 8, stride: 4, padding: 2 }, { kind: 'class_token' }, { kind: 'position_embedding' },
    { kind: 'residual_begin' }, { kind: 'layer_norm' }, { kind: 'attention', heads: 2 }, { kind: 'residual_end' }, { kind: 'first_token' },
    { kind: 'residual_begin' }, { kind: 'linear', units: 8 }, { kind: 'gelu' }, { kind: 'layer_norm' }, { kind: 'residual_end' },
    { kind: 'linear', units: 10, flatten: true }]],
  ['a picture made of tokens, and tokens made of a picture within a residual', 'transformer', [
    { kind: 'patch_embedding', units: 6, kernel: 4 }, { kind: 'residual_begin' }, { kind: 'attention', heads: 3 }, { kind: 'residual_end' },
    { kind: 'convolution', units: 4, kernel: 3, padding: 1, bias: false }, { kind: 'relu' }, { kind: 'linear', units: 5 }, { kind: 'sigmoid' },
    { kind: 'max_pool', kernel: 3, stride: 2 }, { kind: 'linear', units: 12, bias: false }, { kind: 'global_average_max_pool' },
    { kind: 'linear', units: 10, flatten: true }]],
  ['folded batch norm, overlapping average pools, a flat picture', 'cnn', [
    { kind: 'convolution', units: 4, kernel: 5, stride: 2, padding: 1, bias: false }, { kind: 'batch_norm' }, { kind: 'gelu' },
    { kind: 'average_pool', kernel: 3, stride: 2 }, { kind: 'dropout', rate: 0.1 }, { kind: 'linear', units: 12, flatten: true },
    { kind: 'batch_norm' }, { kind: 'relu' }, { kind: 'linear', units: 10, flatten: true, bias: false }]],
  ['pools over everything, one after the other, and a vector that becomes a picture', 'cnn', [
    { kind: 'convolution', units: 5, kernel: 3, stride: 2 }, { kind: 'relu' }, { kind: 'global_max_pool' }, { kind: 'global_average_pool' },
    { kind: 'convolution', units: 7, kernel: 1 }, { kind: 'sigmoid' }, { kind: 'global_average_pool' }, { kind: 'position_embedding' },
    { kind: 'linear', units: 10 }]],
  ['tokens as they are, flattened', 'transformer', [
    { kind: 'patch_embedding', units: 4, kernel: 7 }, { kind: 'position_embedding' }, { kind: 'global_max_pool' }, { kind: 'linear', units: 4 },
    { kind: 'attention', heads: 1 }, { kind: 'linear', units: 10, flatten: true }]],
];
