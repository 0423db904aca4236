// The scene's depth where pixels are multisampled; sample 0 stands for all.
alias SceneDepth = texture_multisampled_2d<f32>;
