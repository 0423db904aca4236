// The scene's depth where pixels are not multisampled.
alias SceneDepth = texture_2d<f32>;
